/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-pool-private.h"

typedef struct
{
  RiskctxPool *pool;
  guint        worker;
  GThread     *thread;
} Helper;

struct _RiskctxPool
{
  guint           n_helpers;
  Helper         *helpers;
  GMutex          lock;
  GCond           start;
  GCond           done;
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

static gpointer
help (gpointer data)
{
  Helper *helper = data;
  RiskctxPool *self = helper->pool;
  guint seen = 0;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      while (self->round == seen && !self->quit)
        g_cond_wait (&self->start, &self->lock);
      if (self->quit)
        break;
      seen = self->round;
      g_mutex_unlock (&self->lock);

      pull (self, helper->worker);

      g_mutex_lock (&self->lock);
      if (--self->busy == 0)
        g_cond_signal (&self->done);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

RiskctxPool *
riskctx_pool_new (guint threads)
{
  RiskctxPool *self = g_new0 (RiskctxPool, 1);

  if (threads == 0)
    threads = g_get_num_processors ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->start);
  g_cond_init (&self->done);
  self->helpers = g_new0 (Helper, threads);
  for (guint i = 0; i + 1 < threads; i++)
    {
      Helper *helper = &self->helpers[self->n_helpers];

      helper->pool = self;
      helper->worker = self->n_helpers + 1;
      helper->thread = g_thread_try_new ("riskctx", help, helper, NULL);
      if (helper->thread == NULL) /* fewer threads change only the speed */
        break;
      self->n_helpers++;
    }
  return self;
}

void
riskctx_pool_free (RiskctxPool *self)
{
  g_mutex_lock (&self->lock);
  self->quit = TRUE;
  g_cond_broadcast (&self->start);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_helpers; i++)
    g_thread_join (self->helpers[i].thread);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->start);
  g_cond_clear (&self->done);
  g_free (self->helpers);
  g_free (self);
}

guint
riskctx_pool_size (const RiskctxPool *self)
{
  return self->n_helpers + 1;
}

void
riskctx_pool_run (RiskctxPool    *self,
                  guint           n,
                  RiskctxPoolFunc func,
                  gpointer        data)
{
  if (n <= 1 || self->n_helpers == 0)
    {
      for (guint i = 0; i < n; i++)
        func (i, 0, data);
      return;
    }

  g_mutex_lock (&self->lock);
  self->func = func;
  self->data = data;
  self->n = n;
  g_atomic_int_set (&self->next, 0);
  self->busy = self->n_helpers;
  self->round++;
  g_cond_broadcast (&self->start);
  g_mutex_unlock (&self->lock);

  pull (self, 0);

  g_mutex_lock (&self->lock);
  while (self->busy > 0)
    g_cond_wait (&self->done, &self->lock);
  g_mutex_unlock (&self->lock);
}
