/** Per name of a metric, per context (or an empty text where it has none), its value; histograms left out. */
export type Scraped = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function scrape(url: string): Promise<Scraped> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const scraped = new Map<string, Map<string, number>>();
  for (const [, name = '', context = '', value = ''] of text.matchAll(
    /^(\w+)(?:\{context="(\w+)"\})? ([-+.e\d]+|Nan)$/gm,
  )) {
    const values = scraped.get(name) ?? new Map<string, number>();
    values.set(context, Number(value));
    scraped.set(name, values);
  }
  return scraped;
}
