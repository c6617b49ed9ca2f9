/** Readable names of a vendor's products, as its module lists them. */
export type Language = 'en' | 'ja' | 'ko';

/** A name in English and in whatever other languages it has. */
export type Name = Readonly<{ en: string } & Partial<Record<Language, string>>>;

/** Names by product id; an id that is the beginning of others, up to a slash, names the family of those. */
export type Catalogue = ReadonlyMap<string, Name>;
