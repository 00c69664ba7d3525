// Runs before the first paint of every page (see Head): a screen that is being shared must not show what was covered.
try {
  if (sessionStorage.getItem('curtain')) document.documentElement.dataset.curtain = ''
} catch {
  // This browser keeps nothing for us, and said so when something was covered.
}
