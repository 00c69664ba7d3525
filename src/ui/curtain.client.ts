// Runs before the first paint of every page (see Head): a screen that is being shared must not show what was covered.
if (sessionStorage.getItem('curtain')) document.documentElement.dataset.curtain = ''
