/** How much of what people and machines wrote is passed on. */
package io.operatefirst.oncall.text;
