/** Applications that may call, and the keys that sign what they are given. */
package io.drover.store.application;
