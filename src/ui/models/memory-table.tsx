import type { CatalogueEntry } from "../../models/catalogue";
import { memoryTable } from "../../models/fit/memory-table";
import { factsOfEntry } from "../../models/fit/model-facts";
import { plural } from "../solve/figures";
import { formatSize } from "./format-size";

/** What a model of the list needs, whatever this device is. */
export function MemoryTable({ entry }: { readonly entry: CatalogueEntry }) {
  const { lengths, rows } = memoryTable(factsOfEntry(entry), entry.gpuFormat);
  return (
    <div className="table-scroll">
      <table>
        <caption>Memory needed, by tokens of each sample</caption>
        <thead>
          <tr>
            <th scope="col">At the same time</th>
            {lengths.map((length) => (
              <th key={length} scope="col">
                {length.toLocaleString("en")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ backend, sequences, bytes }) => (
            <tr key={`${backend} ${sequences}`}>
              <th scope="row">
                {backend === "gpu" ? "GPU" : "CPU"}, {plural(sequences, "sample")}
              </th>
              {lengths.map((length, index) => {
                const need = bytes[index] ?? null;
                return <td key={length}>{need === null ? "too much" : formatSize(need)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
