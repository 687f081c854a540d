import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { Component } from "./component.ts";

/**
 * The components as a CycloneDX 1.6 bill of materials in JSON. It holds no time and no random number:
 * the same build gives the same bytes.
 * @param app the app itself
 */
export function sbomJson(
  app: { readonly name: string; readonly version: string },
  components: readonly Component[],
): string {
  const bom = new Models.Bom();
  bom.metadata.component = new Models.Component(Enums.ComponentType.Application, app.name, {
    bomRef: app.name,
    version: app.version,
  });
  for (const component of components) bom.components.add(modelOf(component));
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`;
}

function modelOf({ name, version, licence, source, purl }: Component): Models.Component {
  const model = new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: purl === null ? name : `${purl}@${version}`,
    ...(version !== null && { version }),
    ...(purl !== null && { purl: `${purl}@${version}` }),
  });
  if (licence !== null) {
    model.licenses.add(
      /[ ()]/.test(licence)
        ? new Models.LicenseExpression(licence)
        : new Models.SpdxLicense(licence),
    );
  }
  if (source !== null) {
    model.externalReferences.add(
      new Models.ExternalReference(source, Enums.ExternalReferenceType.Website),
    );
  }
  return model;
}
