/* String -> pointer: entries in the order of insertion, found through an open-addressing table (FNV-1a hash, linear probing). */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    char *key;
    void *value;
    uint32_t hash;
};

struct map {
    struct entry *entries;
    size_t n, cap;
    uint32_t *slots; /* index of the entry + 1; 0 is free */
    size_t n_slots;  /* power of two, at least twice n; 0 at first */
};

struct map *map_new(void)
{
    return xcalloc(1, sizeof(struct map));
}

void map_drop(struct map *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->n; i++)
        free(m->entries[i].key);
    free(m->entries);
    free(m->slots);
    free(m);
}

static uint32_t hash_of(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

/* The slot that holds key, or the free one where it belongs. */
static size_t slot_of(const struct map *m, const char *key, uint32_t hash)
{
    size_t i = hash & (m->n_slots - 1);
    while (m->slots[i]) {
        const struct entry *e = &m->entries[m->slots[i] - 1];
        if (e->hash == hash && !strcmp(e->key, key))
            break;
        i = (i + 1) & (m->n_slots - 1);
    }
    return i;
}

void *map_find(const struct map *m, const char *key)
{
    if (!m->n)
        return NULL;
    size_t i = slot_of(m, key, hash_of(key));
    return m->slots[i] ? m->entries[m->slots[i] - 1].value : NULL;
}

static void grow(struct map *m)
{
    m->cap = m->cap ? 2 * m->cap : 16;
    m->entries = xrealloc(m->entries, m->cap * sizeof *m->entries);
    free(m->slots);
    m->n_slots = 2 * m->cap;
    m->slots = xcalloc(m->n_slots, sizeof *m->slots);
    for (size_t e = 0; e < m->n; e++) {
        size_t i = m->entries[e].hash & (m->n_slots - 1);
        while (m->slots[i])
            i = (i + 1) & (m->n_slots - 1);
        m->slots[i] = (uint32_t)e + 1;
    }
}

void *map_put(struct map *m, const char *key, void *value)
{
    if (m->n == m->cap)
        grow(m);
    uint32_t hash = hash_of(key);
    size_t i = slot_of(m, key, hash);
    if (m->slots[i]) {
        struct entry *e = &m->entries[m->slots[i] - 1];
        void *old = e->value;
        e->value = value;
        return old;
    }
    m->entries[m->n++] = (struct entry){xstrdup(key), value, hash};
    m->slots[i] = (uint32_t)m->n;
    return NULL;
}

size_t map_count(const struct map *m)
{
    return m->n;
}

const char *map_at(const struct map *m, size_t i, void **value)
{
    if (i >= m->n)
        return NULL;
    if (value)
        *value = m->entries[i].value;
    return m->entries[i].key;
}
