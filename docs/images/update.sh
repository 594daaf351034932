#!/usr/bin/env bash
#
# Regenerates the README's screenshots: starts a server with a temporary database, fills it with data, and captures pages with Chromium.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet run --project tools/Pictures -- docs/images
