import { useCallback, useEffect, useState } from "react";
import type { CatalogueEntry } from "../../models/catalogue";
import { type DeviceFacts, readDevice } from "../../models/fit/device";
import type { Fit } from "../../models/fit/fit";
import { judgeFit } from "../../models/fit/judge";

/** Whether this device runs a model of the catalogue; null until the device is known. */
export function useFit(): (entry: CatalogueEntry) => Fit | null {
  const [device, setDevice] = useState<DeviceFacts | null>(null);
  useEffect(() => {
    let current = true;
    readDevice().then(
      (facts) => {
        if (current) setDevice(facts);
      },
      // Then nothing is said of it.
      () => {},
    );
    return () => {
      current = false;
    };
  }, []);
  return useCallback(
    ({ size, shape }) =>
      device ? judgeFit({ format: "gguf", bytes: size.bytes, shape }, device) : null,
    [device],
  );
}
