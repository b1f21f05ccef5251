/** Records that stand within records of other tables: numbered, linked, and handed over parents first. */
package io.drover.provider.nested;
