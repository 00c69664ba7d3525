/** The page where a missing piece of the case is filled in: its record, the profile, beside the case, or a new record. It leads back. */
export function placeOfBlank({ record, field }: { record: string | null; field: string }, from: string): string {
  const back = `?back=${from}`
  if (record && field === 'confirmations') return `/evidence/${record}${back}#confirmations`
  // The fields of a record's numbers stand together under one name.
  const part = field.startsWith('metrics') ? 'metrics' : field.replaceAll('.', '-')
  if (record) return `/evidence/${record}/edit${back}#edit-${part}`
  if (field.startsWith('profile.')) return `/more/settings${back}#profile-${field.slice('profile.'.length)}`
  if (field.startsWith('case.')) return `/case#own-${field.slice('case.'.length)}`
  return `/log${back}`
}
