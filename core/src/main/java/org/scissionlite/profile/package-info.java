/**
 * Stage 3 of 8 - profile: what one system measured for every block of one model, as a value and as
 * a file.
 */
package org.scissionlite.profile;
