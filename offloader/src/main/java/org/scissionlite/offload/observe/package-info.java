/**
 * Stage 8 of 8 - offload: what an edge tells of each request, to whoever counts, shows or logs it.
 */
package org.scissionlite.offload.observe;
