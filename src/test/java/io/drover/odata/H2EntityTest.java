package io.drover.odata;

/** Entities in Drover's own H2. */
class H2EntityTest extends EntityContract {}
