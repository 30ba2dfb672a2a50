/** What one shift tells the next. Pure: nothing here knows a cluster. */
package io.operatefirst.oncall.handover;
