// Before the first paint, so that a dark room stays dark while the page loads.
(() => {
  try {
    const theme = JSON.parse(localStorage.getItem('waymark.prefs') || '{}').theme;
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing shows what the system prefers.
  }
})();
