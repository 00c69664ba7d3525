// Loaded before the program when a test starts it on a later day (`aheadBy` in program.ts): what was kept on one day is asked for on
// another, and the product needs no switch that could make a record's day untrue. Time goes on as fast as ever.
const days = Number(new URL(import.meta.url).searchParams.get('days'))
const SystemDate = Date
const now = () => SystemDate.now() + days * 86_400_000

globalThis.Date = new Proxy(SystemDate, {
  construct: (date, args, asked) => Reflect.construct(date, args.length === 0 ? [now()] : args, asked),
  apply: (date) => new date(now()).toString(),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
})
SystemDate.prototype.constructor = globalThis.Date
