// The script of the page for a rater. It works from a disk: it asks for nothing, sends nothing and keeps nothing. Cairn puts it into
// the page when a request is made. Since nothing is kept, whoever leaves with answers that are not made into one is asked first.
let isHanded = true
addEventListener('beforeunload', (event) => {
  if (!isHanded) event.preventDefault()
})
const form = document.querySelector('form')
const result = document.querySelector('#result')
const code = document.querySelector('#code')
const download = document.querySelector('#download')
const said = document.querySelector('#said')
const { request, key, file } = form.dataset

for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false

form.addEventListener('input', () => {
  isHanded = false
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  hand('rates', ratings())
})
document.querySelector('#in-person').addEventListener('click', () => hand('in person', []))
document.querySelector('#withdraw').addEventListener('click', () => hand('withdraws', []))
document.querySelector('#change').addEventListener('click', () => {
  result.hidden = true
  document.querySelector('#questions').hidden = false
  document.querySelector('h1').focus()
})
document.querySelector('#copy').addEventListener('click', copy)

/** What was chosen and written, in the order of the questions. */
function ratings() {
  const data = new FormData(form)
  return [...form.querySelectorAll('fieldset[data-skill]')].map(({ dataset }) => {
    const value = data.get(`value ${dataset.skill}`)
    const because = String(data.get(`because ${dataset.skill}`) ?? '').trim()
    return { skill: dataset.skill, value: value === 'none' ? null : Number(value), because: because || null }
  })
}

async function hand(does, given) {
  show(does, isSecure() ? await signed({ request, on: today(), does, ratings: given }) : asMail(does, given))
  isHanded = true
}

// Some programs open a page from a mail in a place where nothing can be signed. The answer then goes as words, as a mail would.
const isSecure = () => typeof crypto === 'object' && crypto.subtle !== undefined

async function signed(answer) {
  const text = `cairn1.${base64url(new TextEncoder().encode(JSON.stringify(answer)))}`
  const hmac = await crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(text))
  return `${text}.${base64url(new Uint8Array(signature))}`
}

function asMail(does, given) {
  const lines = given.map(({ value, because }, place) =>
    [String.fromCharCode(65 + place), value ?? 'n/a', because ? `- ${because.replace(/\s+/g, ' ')}` : ''].join(' ').trim(),
  )
  const words = { rates: lines.join('\n'), 'in person': 'in person', withdraws: 'withdraw' }[does]
  return `${words}\n\n(${form.dataset.reference})`
}

function show(does, text) {
  code.value = text
  code.rows = Math.min(8, Math.max(3, Math.ceil(text.length / 60)))
  said.textContent = form.dataset[{ rates: 'saysRates', 'in person': 'saysPerson', withdraws: 'saysWithdraws' }[does]]
  const words = `${said.textContent}\n\n${text}\n`
  URL.revokeObjectURL(download.href)
  download.href = URL.createObjectURL(new Blob([words], { type: 'text/plain' }))
  download.download = file
  document.querySelector('#copied').textContent = ''
  document.querySelector('#questions').hidden = true
  result.hidden = false
  document.querySelector('#result h2').focus()
}

async function copy() {
  code.select()
  const done = await navigator.clipboard?.writeText(code.value).then(
    () => true,
    () => false,
  )
  document.querySelector('#copied').textContent = done || document.execCommand('copy') ? 'Copied.' : 'Copy it with Ctrl C or Cmd C.'
}

/** The day where the rater is. */
function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

function base64url(bytes) {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
}
