/** What each row of a person's records has. */
export interface Owned {
  id: string
  personId: string
}
