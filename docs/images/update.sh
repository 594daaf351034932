#!/usr/bin/env bash
#
# Takes the README's pictures anew: starts a server of its own with a database of its own, fills it, and looks at it with Chromium.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet run --project tools/Pictures -- docs/images
