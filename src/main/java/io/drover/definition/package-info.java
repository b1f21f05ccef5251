/** Jobs, scheduled tasks and config files as immutable objects: their XML, schemas, checks and schedules. */
package io.drover.definition;
