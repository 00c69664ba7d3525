/** Titles and words for levels in German, French and Spanish, each as the English word that says the same. Without accents. */
export const titlesElsewhere: Readonly<Record<string, string>> = {
  // German
  produktmanager: 'product manager',
  produktmanagerin: 'product manager',
  produktmarketingmanager: 'product marketing manager',
  produktmarketingmanagerin: 'product marketing manager',
  produktverantwortliche: 'product owner',
  produktverantwortlicher: 'product owner',
  produkt: 'product',
  leitende: 'lead',
  leitender: 'lead',
  leiter: 'head',
  leiterin: 'head',
  teamleiter: 'team lead',
  teamleiterin: 'team lead',
  gruppenleiter: 'group manager',
  gruppenleiterin: 'group manager',
  abteilungsleiter: 'head',
  abteilungsleiterin: 'head',
  bereichsleiter: 'director',
  bereichsleiterin: 'director',
  direktor: 'director',
  direktorin: 'director',
  geschaftsfuhrer: 'chief',
  geschaftsfuhrerin: 'chief',
  praktikant: 'intern',
  praktikantin: 'intern',
  werkstudent: 'intern',
  werkstudentin: 'intern',
  auszubildende: 'apprentice',
  auszubildender: 'apprentice',
  berufseinsteiger: 'entry',
  berufseinsteigerin: 'entry',
  erfahrene: 'intermediate',
  erfahrener: 'intermediate',
  ebene: 'level',
  // French
  directeur: 'director',
  directrice: 'director',
  stagiaire: 'intern',
  alternant: 'apprentice',
  alternante: 'apprentice',
  debutant: 'junior',
  debutante: 'junior',
  confirme: 'intermediate',
  confirmee: 'intermediate',
  adjoint: 'associate',
  adjointe: 'associate',
  principale: 'principal',
  presidente: 'president',
  produit: 'product',
  produits: 'product',
  niveau: 'level',
  // Spanish
  directora: 'director',
  becario: 'intern',
  becaria: 'intern',
  asociado: 'associate',
  asociada: 'associate',
  adjunto: 'associate',
  adjunta: 'associate',
  lider: 'lead',
  vicepresidente: 'vice president',
  vicepresidenta: 'vice president',
  coordinador: 'coordinator',
  coordinadora: 'coordinator',
  producto: 'product',
  productos: 'product',
  nivel: 'level',
}

const phrases: readonly [RegExp, string][] = [
  [/\b(?:chef|cheffe) de groupe\b/gu, 'group product manager'],
  [/\b(?:chef|cheffe) de produits?\b|\b(?:jefe|jefa|gerente) de productos?\b/gu, 'product manager'],
  [/\bresponsable (?:de )?(?:produits?|productos?)\b/gu, 'lead product manager'],
  [/\b(?:jefe|jefa) de equipo\b|\b(?:chef|cheffe) d equipe\b/gu, 'team lead'],
]

/** A label's words with those titles that are several words long in English. */
export const withPhrases = (words: string): string =>
  phrases.reduce((text, [phrase, english]) => text.replace(phrase, english), words)

/** “Sénior” as “senior”, “Geschäftsführer” as “geschaftsfuhrer”. */
export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

/** “Alle Stufen”, “tous les niveaux”, “todos los niveles”. */
export const everyLevelElsewhere = (label: string): boolean =>
  /^(?:(?:für|pour|para) )?(?:alle (?:stufen|ebenen|level|levels|rollen)|allgemein(?:es)?|tous (?:les )?niveaux|commun à tous|todos (?:los )?niveles)$/iu.test(
    label.trim(),
  )
