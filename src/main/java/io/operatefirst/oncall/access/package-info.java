/** Who may ask the operator for something over HTTP: whom the cluster itself lets. */
package io.operatefirst.oncall.access;
