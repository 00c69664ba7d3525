/** What somebody said, in quotation marks once, also where it was written down in some. */
export const inQuotes = (words: string): string => `“${words.trim().replace(/^["“„«]+|["”“»]+$/g, '')}”`
