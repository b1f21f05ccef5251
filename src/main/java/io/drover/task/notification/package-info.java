/** Who is told what happened to tasks: decided, sent, tried again, given up. */
package io.drover.task.notification;
