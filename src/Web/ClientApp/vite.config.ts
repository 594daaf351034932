import { defineConfig } from 'vitest/config';

declare const process: { env: Record<string, string | undefined> };

const server = process.env.DOTS_SERVER ?? 'http://localhost:8000';
const proxied = ['/api', '/sse', '/openapi', '/swagger', '/health', '/metrics'];

export default defineConfig({
  base: '/',
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The Content-Security-Policy blocks data: URLs of fonts and scripts.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      ...Object.fromEntries(proxied.map((path) => [path, { target: server }])),
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
