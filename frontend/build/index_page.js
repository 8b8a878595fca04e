/** The page for people who serve the static folder themselves; `?pywebio_api=` names the backend. */
export function indexPage({ entry, style }) {
  return `<!doctype html>
<html lang="">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>PyWebIO</title>
<script>if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.dataset.bsTheme = 'dark';</script>
<link rel="icon" type="image/svg+xml" id="favicon32" href="data:,">
<link rel="stylesheet" href="${style}">
</head>
<body class="webio-theme-default">
<div class="pywebio">
<div class="container" id="output-container">
<div class="markdown-body" id="markdown-body" role="main">
<div id="pywebio-loading" class="text-center"><div class="spinner-border" role="status"><span class="visually-hidden">Loading…</span></div></div>
<div id="pywebio-scope-ROOT"></div>
</div>
<div id="end-space"></div>
</div>
<div id="input-container"><div id="input-cards" class="container"></div></div>
</div>
<footer class="footer"></footer>
<script src="${entry}"></script>
<script>
const query = new URLSearchParams(location.search);
WebIO.startWebIOClient({
  backend_address: query.get('pywebio_api') || '',
  app_name: query.get('app') || 'index',
  protocol: 'auto',
});
</script>
</body>
</html>
`;
}
