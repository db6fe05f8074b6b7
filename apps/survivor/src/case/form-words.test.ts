import type { Link } from '@amaan/custody';
import { expect, it } from 'vitest';
import { formWords } from './form-words.ts';

const post: Link = { url: 'https://example.org/p/1', kind: 'repost', note: 'the red one', account: 'leaker' };
const account: Link = { url: 'https://x.com/not_her', kind: 'fakeAccount' };

it('says what was told and no more: each place once, under what it is, without her name for it', () => {
  const words = formWords('en', { fake: false, helping: false, cultural: false }, [account, post]);
  expect(words).toMatch(/my agreement[^]*example\.org\/p\/1[^]*poses as me[^]*x\.com\/not_her/);
  expect(words).not.toMatch(/red one|made-up|section|law/i);
  expect(formWords('en', { fake: false, helping: false, cultural: false }, [account])).not.toContain(
    'agreement',
  );
});

it('is in the words of a helper, or of something made up, where that was told; in both languages', () => {
  const made = formWords('en', { fake: true, helping: true, cultural: false }, [post]);
  expect(made).toContain('not real');
  expect(made).not.toMatch(/\bme\b|\bmy\b/);
  expect(formWords('ur', { fake: true, helping: false, cultural: false }, [post])).toMatch(
    /جعلی[^]*example\.org/,
  );
});

it('speaks of danger where the picture is not sexual, without calling it more than it is', () => {
  const words = formWords('en', { fake: false, helping: false, cultural: true }, [post]);
  expect(words).toMatch(/danger of violence[^]*harassment[^]*example\.org/);
  expect(words).not.toMatch(/intimate|sexual|nude/);
});
