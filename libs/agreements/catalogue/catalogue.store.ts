import { v7 } from 'uuid';
import type { Instant } from '../../contract/index.js';
import type { Database } from '../../platform/persistence/database.js';
import { catalogueOf, type Catalogue, type CatalogueDocument } from './catalogue.js';

const freshFor = 5_000;

/** The catalogue in force: what comes with the system, and the documents that administrators loaded since. */
export class CatalogueStore {
  private read: { catalogue: Catalogue; documents: CatalogueDocument[]; at: number };

  private constructor(
    private readonly database: Database,
    documents: CatalogueDocument[],
  ) {
    this.read = { catalogue: catalogueOf(documents), documents, at: Date.now() };
  }

  static async open(database: Database): Promise<CatalogueStore> {
    return new CatalogueStore(database, await readDocuments(database));
  }

  get current(): Catalogue {
    if (Date.now() - this.read.at > freshFor) this.refresh();
    return this.read.catalogue;
  }

  /** The catalogue as it would be with this document; throws a CatalogueFault that lists what is wrong with it. */
  async with(document: CatalogueDocument): Promise<Catalogue> {
    return catalogueOf([...(await readDocuments(this.database)), document]);
  }

  async load(document: CatalogueDocument, by: string, at: Instant): Promise<void> {
    const catalogue = await this.with(document);
    await this.database.query({
      text: `insert into agreements.catalogue_document (id, document, loaded_by, loaded_at) values ($1, $2, $3, $4)`,
      values: [v7(), JSON.stringify(document), by, at],
    });
    this.read = { catalogue, documents: [...this.read.documents, document], at: Date.now() };
  }

  /** Another process may have loaded a set: looked for now and then, without making anybody wait. */
  private refresh(): void {
    this.read.at = Date.now();
    readDocuments(this.database).then(
      (documents) => {
        if (documents.length === this.read.documents.length) return;
        this.read = { catalogue: catalogueOf(documents), documents, at: Date.now() };
      },
      () => {
        // The database is away for a moment: what was read before is still right.
        this.read.at = 0;
      },
    );
  }
}

async function readDocuments(database: Database): Promise<CatalogueDocument[]> {
  const rows = await database.query<{ document: CatalogueDocument }>({
    text: 'select document from agreements.catalogue_document order by position',
  });
  return rows.map((row) => row.document);
}
