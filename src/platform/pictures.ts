/** Types of attached files that a page may show: every browser reads them as pictures and as nothing else. */
export const pictureTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
