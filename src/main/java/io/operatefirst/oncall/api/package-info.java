/**
 * The custom resource types, nothing else. The CRDs in {@code crds/} and the reference in {@code
 * docs/reference.md} are generated from them; what is written here is what {@code kubectl explain}
 * says.
 */
package io.operatefirst.oncall.api;
