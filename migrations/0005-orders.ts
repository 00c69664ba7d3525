import { type Kysely, sql } from 'kysely'
import type { Engine } from './tables.ts'

/** The orders in which lists are read a page at a time, and what is looked up, however many rows there are. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const index = (name: string, table: string, ...columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute()
  // Those with the same name begin as before; here they end with what settles ties.
  for (const name of [
    'evidence_by_day',
    'evidence_by_initiative',
    'ratings_by_skill',
    'agreements_by_day',
    'metrics_by_person',
    'proposals_waiting',
  ])
    await db.schema.dropIndex(name).execute()
  // Removed records are kept for undo and stay out of the way. A server knows an order only where the rest is left out.
  const kept = sql`removed_at is null`
  await sql`create index evidence_by_day on evidence (person_id, listed_on, id) where ${kept}`.execute(db)
  await sql`create index evidence_by_initiative on evidence (person_id, initiative, listed_on, id) where ${kept}`.execute(
    db,
  )
  await sql`create index evidence_removed on evidence (person_id, listed_on, id) where removed_at is not null`.execute(
    db,
  )
  await index('ratings_by_skill', 'ratings', 'person_id', 'skill', 'on', 'id')
  await index('ratings_by_day', 'ratings', 'person_id', 'on', 'id')
  // Only what was said about the level aimed at counts.
  await index('ratings_by_level', 'ratings', 'person_id', 'framework', 'level', 'on', 'id')
  await index('agreements_by_day', 'agreements', 'person_id', 'on', 'id')
  await index('agreements_by_level', 'agreements', 'person_id', 'framework', 'level', 'on', 'id')
  await index('metrics_by_person', 'metrics', 'person_id', 'name', 'id')
  await index('proposals_waiting', 'proposals', 'person_id', 'state', 'batch_id', 'line', 'id')
  await index('proposals_by_batch', 'proposals', 'person_id', 'batch_id', 'state')
  // What the last seven days came to.
  await index('activity_by_time', 'activity', 'person_id', 'at')
  // What the person corrected by hand.
  await index('activity_by_operation', 'activity', 'person_id', 'operation', 'seq')
  if (engine === 'postgres') return
  // On a server the key of a row begins with its owner; in a file it is the id alone.
  await index('evidence_in_order', 'evidence', 'person_id', 'id')
  await index('batches_in_order', 'batches', 'person_id', 'id')
  // A row that others name is changed or taken back only after a look at those: by its id, whoever owns it.
  await index('confirmations_of_evidence', 'confirmations', 'evidence_id')
  await index('attachments_of_evidence', 'attachments', 'evidence_id')
  await index('readings_of_metric', 'readings', 'metric_id')
  await index('proposals_of_batch', 'proposals', 'batch_id')
}
