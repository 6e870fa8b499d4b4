import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role, OrganisationType } from '../../contract/index.js';

/** An agency or employer that takes part in the chain. */
@Entity('organisation', { schema: 'access' })
export class OrganisationEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  type!: OrganisationType;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  sector!: string | null;

  @Column('text', { nullable: true })
  municipality!: string | null;
}

/** A person as the chain knows one: an identifier, an organisation and roles. No name. */
@Entity('person', { schema: 'access' })
export class PersonEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  organisation!: string;

  @Column('text', { array: true })
  roles!: Role[];

  @Column('boolean', { name: 'designated_for_halt' })
  designatedForHalt!: boolean;
}
