import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChainEvent, PartKind, Role, OrganisationType } from '../../contract/index.js';

/** Where a part of a case is kept: from its identifier to its case. */
@Entity('part')
export class PartEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('text')
  kind!: PartKind;
}

/** One line of a context's journal: a command as it was given, or an event of another context that was acted upon. */
@Entity('entry')
export class EntryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  position!: number;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'part_id', nullable: true })
  partId!: string | null;

  @Column('text', { nullable: true })
  command!: string | null;

  @Column('jsonb', { nullable: true })
  event!: ChainEvent | null;

  @Column('jsonb', { nullable: true })
  input!: object | null;

  @Column('text', { nullable: true })
  role!: Role | null;

  @Column('text', { nullable: true })
  organisation!: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

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
