/** Stage 8 of 8 - offload, the edge: a page that shows what happens. */
package org.scissionlite.offload.page;
