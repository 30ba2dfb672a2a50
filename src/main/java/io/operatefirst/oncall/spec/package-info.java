/**
 * Reads what people wrote: into a roster, or into the mistakes in it, each with what would be
 * right. The same for the operator, which may meet what an old server let through, and for files
 * that no server has seen.
 */
package io.operatefirst.oncall.spec;
