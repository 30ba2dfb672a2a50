/** How a status is written: conditions, and the one kind of patch that carries it to the server. */
package io.operatefirst.oncall.status;
