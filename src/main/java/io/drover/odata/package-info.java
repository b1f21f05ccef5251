/** Entities for reading by OData 4.0: which tables are exposed to whom, and a request as a query of the database. */
package io.drover.odata;
