/** What carries out the operations in this process. */
package io.drover.api.local;
