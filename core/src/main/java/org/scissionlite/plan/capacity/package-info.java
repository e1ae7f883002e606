/** Stage 4 of 8 - plan: how many cores or replicas of an edge many devices need. */
package org.scissionlite.plan.capacity;
