import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Installs a package of Debian's for a purpose, if that may be done here; answers why not, or a hint if it changed nothing. */
export function installPackage(name, purpose) {
  const byHand = `Install ${name} by hand, then run npm test again.`
  if (!existsSync('/usr/bin/apt-get')) return `${name} was not found, which ${purpose} need. ${byHand}`
  const root = process.getuid?.() === 0
  const prefix = root ? [] : ['sudo', '-n']
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0)
    return `${name} was not found, which ${purpose} need, and only the administrator may install it: sudo apt-get install ${name}. Then run npm test again.`
  console.log(`Installing ${name} for ${purpose}. This happens once.`)
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', name],
  ]) {
    const [command, ...rest] = [...prefix, ...args]
    spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return `${name} could not be installed: the lines above say why. ${byHand}`
}
