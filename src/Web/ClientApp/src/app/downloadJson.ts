/** Offers JSON to the user as a file download. */
export function downloadJson(name: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(name)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/ł/g, 'l')
    .replace(/[^\w -]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase();
  return plain || 'dots';
}
