#!/usr/bin/env bash
# Chromium as Playwright starts it, but with a storage of its own for each site that embeds a frame.
exec "$CHROMIUM" "${@/ThirdPartyStoragePartitioning,/}"
