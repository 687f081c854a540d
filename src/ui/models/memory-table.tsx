import type { CatalogueEntry } from "../../models/catalogue";
import { memoryTable } from "../../models/fit/memory-table";
import { factsOfEntry } from "../../models/fit/model-facts";
import { useTexts } from "../texts/use-texts";

/** What a model of the list needs, whatever this device is. */
export function MemoryTable({ entry }: { readonly entry: CatalogueEntry }) {
  const { format, models } = useTexts();
  const { lengths, rows } = memoryTable(factsOfEntry(entry));
  return (
    <div className="table-scroll">
      <table>
        <caption>{models.memory.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{models.memory.atOnce}</th>
            {lengths.map((length) => (
              <th key={length} scope="col">
                {format.count(length)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ backend, sequences, bytes }) => (
            <tr key={`${backend} ${sequences}`}>
              <th scope="row">{models.memory.row(backend === "gpu" ? "GPU" : "CPU", sequences)}</th>
              {lengths.map((length, index) => {
                const need = bytes[index] ?? null;
                return (
                  <td key={length}>{need === null ? models.memory.tooMuch : format.size(need)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
