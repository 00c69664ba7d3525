/*
  A page can be read and filled before its scripts have come. What stands in a field then, and did not come with the page, was typed by
  somebody; unless the browser itself filled it, as it does for a page that is loaded again or gone back to.
*/
export const isOpenedAnew = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).type === 'navigate')
