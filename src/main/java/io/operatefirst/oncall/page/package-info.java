/** A rotation as a page, for those who have no console. */
package io.operatefirst.oncall.page;
