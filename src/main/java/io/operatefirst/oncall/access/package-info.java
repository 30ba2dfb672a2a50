/**
 * Who may ask the operator for something over HTTP: whom the cluster itself lets. And what other
 * systems let the operator do: by secrets that are read where they are used.
 */
package io.operatefirst.oncall.access;
