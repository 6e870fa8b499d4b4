import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apiDocument, bodyClasses } from '../../apps/api-document.js';
import { offers } from '../../apps/offers.js';
import { loadConfiguration } from '../../libs/platform/configuration/index.js';
import { dataDictionaryPage, type Reasons } from './data-dictionary.js';
import { eventsPage } from './events.js';
import { glossaryPage, type Term } from './glossary.js';
import { lifecycleSection, withSection } from './lifecycles.js';

/** Every page that is made and not written, by its path in the project. */
export async function pages(project: string): Promise<Map<string, string>> {
  const read = (path: string): Promise<string> => readFile(join(project, path), 'utf8');
  const json = async (path: string): Promise<unknown> => JSON.parse(await read(path)) as unknown;
  const made: [string, string][] = [
    ['docs/openapi.json', JSON.stringify(apiDocument(loadConfiguration({})))],
    ['docs/glossary.md', glossaryPage((await json('docs/glossary.json')) as Term[])],
    ['docs/data-dictionary.md', dataDictionaryPage(bodyClasses, (await json('docs/data-dictionary.json')) as Reasons)],
    ['docs/events.md', eventsPage()],
  ];
  for (const { context } of offers) {
    const path = `libs/${context.name}/README.md`;
    made.push([path, withSection(await read(path), lifecycleSection(context))]);
  }
  const style = (await resolveConfig(join(project, 'package.json'))) ?? {};
  const formatted = made.map(
    async ([path, text]) => [path, await format(text, { ...style, filepath: path })] as [string, string],
  );
  return new Map(await Promise.all(formatted));
}
