/** GitHub, by the token or the app of a rotation, and what its refusals mean for people. */
package io.operatefirst.oncall.access.github;
