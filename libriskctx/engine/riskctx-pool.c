/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-pool-private.h"

/* POSIX threads rather than GLib's, because the thread sanitizer sees only these locks. */
#include <pthread.h>

typedef struct
{
  RiskctxPool *pool;
  guint        worker;
  pthread_t    thread;
} Helper;

struct _RiskctxPool
{
  guint           n_helpers;
  Helper         *helpers;
  pthread_mutex_t lock;
  pthread_cond_t  start;
  pthread_cond_t  done;
  guint           round;   /* number of the current piece of work; guarded by lock */
  guint           busy;    /* helpers at work; guarded by lock */
  gboolean        quit;    /* guarded by lock */
  RiskctxPoolFunc func;
  gpointer        data;
  guint           n;
  int             next;    /* atomic */
};

static void
pull (RiskctxPool *self,
      guint        worker)
{
  for (;;)
    {
      const int item = g_atomic_int_add (&self->next, 1);

      if (item < 0 || (guint) item >= self->n)
        return;
      self->func ((guint) item, worker, self->data);
    }
}

static void *
help (void *data)
{
  Helper *helper = data;
  RiskctxPool *self = helper->pool;
  guint seen = 0;

  pthread_mutex_lock (&self->lock);
  for (;;)
    {
      while (self->round == seen && !self->quit)
        pthread_cond_wait (&self->start, &self->lock);
      if (self->quit)
        break;
      seen = self->round;
      pthread_mutex_unlock (&self->lock);

      pull (self, helper->worker);

      pthread_mutex_lock (&self->lock);
      if (--self->busy == 0)
        pthread_cond_signal (&self->done);
    }
  pthread_mutex_unlock (&self->lock);
  return NULL;
}

RiskctxPool *
riskctx_pool_new (guint threads)
{
  RiskctxPool *self = g_new0 (RiskctxPool, 1);

  if (threads == 0)
    threads = g_get_num_processors ();
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->start, NULL);
  pthread_cond_init (&self->done, NULL);
  self->helpers = g_new0 (Helper, threads);
  for (guint i = 0; i + 1 < threads; i++)
    {
      Helper *helper = &self->helpers[self->n_helpers];

      helper->pool = self;
      helper->worker = self->n_helpers + 1;
      /* fewer threads change only the speed */
      if (pthread_create (&helper->thread, NULL, help, helper) != 0)
        break;
      self->n_helpers++;
    }
  return self;
}

void
riskctx_pool_free (RiskctxPool *self)
{
  pthread_mutex_lock (&self->lock);
  self->quit = TRUE;
  pthread_cond_broadcast (&self->start);
  pthread_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_helpers; i++)
    pthread_join (self->helpers[i].thread, NULL);

  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->start);
  pthread_cond_destroy (&self->done);
  g_free (self->helpers);
  g_free (self);
}

guint
riskctx_pool_size (const RiskctxPool *self)
{
  return self != NULL ? self->n_helpers + 1 : 1;
}

void
riskctx_pool_run (RiskctxPool    *self,
                  guint           n,
                  RiskctxPoolFunc func,
                  gpointer        data)
{
  if (n <= 1 || self == NULL || self->n_helpers == 0)
    {
      for (guint i = 0; i < n; i++)
        func (i, 0, data);
      return;
    }

  pthread_mutex_lock (&self->lock);
  self->func = func;
  self->data = data;
  self->n = n;
  g_atomic_int_set (&self->next, 0);
  self->busy = self->n_helpers;
  self->round++;
  pthread_cond_broadcast (&self->start);
  pthread_mutex_unlock (&self->lock);

  pull (self, 0);

  pthread_mutex_lock (&self->lock);
  while (self->busy > 0)
    pthread_cond_wait (&self->done, &self->lock);
  pthread_mutex_unlock (&self->lock);
}
