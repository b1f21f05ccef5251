/** What Dynamicweb's provider of the shop does with rows beyond writing them: lists become relations, ids and defaults are filled in. */
package io.drover.provider.sql.shop;
